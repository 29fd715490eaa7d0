#!/usr/bin/env bats
# bats file_tags=deskless
# make install and uninstall, and the helpers around them.

load helper

setup() {
	common_setup
	cd "$ROOT" || return
	root=$BATS_TEST_TMPDIR/root
	folders=(/usr/bin /usr/share/tk-desk /usr/share/man /usr/share/locale /usr/share/doc/tk-desk
		/usr/share/bash-completion/completions /usr/share/zsh/site-functions
		/usr/share/fish/vendor_completions.d /usr/lib/tk-desk)
}

@test "install puts everything where it belongs, uninstall takes it away" {
	run -0 share/build/install "$BUILD" "$root" "${folders[@]}"
	for program in "$BUILD"/bin/tk-*; do
		name=${program##*/}
		[ -x "$root/usr/bin/$name" ] || fail "$name"
		cmp "completions/bash/$name.bash" "$root/usr/share/bash-completion/completions/$name"
		cmp "completions/zsh/_$name" "$root/usr/share/zsh/site-functions/_$name"
		cmp "completions/fish/$name.fish" "$root/usr/share/fish/vendor_completions.d/$name.fish"
	done
	for page in share/man/*; do
		cmp "$page" "$root/usr/share/man/man${page##*.}/${page##*/}"
	done
	cmp share/policies/default.yaml "$root/usr/share/tk-desk/policies/default.yaml"
	cmp LICENSE "$root/usr/share/doc/tk-desk/LICENSE"
	cmp share/schema/pg/roles.sql "$root/usr/share/tk-desk/schema/pg/roles.sql"
	[ ! -e "$BUILD/engine-pg.so" ] || cmp "$BUILD/engine-pg.so" "$root/usr/lib/tk-desk/engine-pg.so"
	touch "$root/usr/bin/somebody-elses"
	run -0 share/build/install --remove "$root" "${folders[@]}"
	assert_equal "$(find "$root" -type f)" "$root/usr/bin/somebody-elses"
	[ ! -d "$root/usr/share/tk-desk" ]
	[ ! -d "$root/usr/lib/tk-desk" ]
}

@test "install into blanks, and twice" {
	root="$BATS_TEST_TMPDIR/a root"
	run -0 share/build/install "$BUILD" "$root" "${folders[@]}"
	run -0 share/build/install "$BUILD" "$root" "${folders[@]}"
	"$root/usr/bin/tk-init" --version
	run -64 share/build/install "$BUILD" "$root"
}

@test "programs find their files where they were put, whatever PREFIX they were built for" {
	run -0 share/build/install "$BUILD" "$root" "${folders[@]}"
	cd "$BATS_TEST_TMPDIR"
	PATH=$root/usr/bin:$PATH
	run -0 tk-init -q --policy four-level-desk
	assert_equal "$(tk-policy list agents | wc -l)" 12
	[ -d "$root/usr/share/locale/es" ] || skip "no msgfmt: no translations"
	run -0 tk-init --lang es --help
	assert_line --partial 'Opciones:'
}

@test "deps names what is needed for each package manager" {
	for manager in apt-get dnf apk brew; do
		run -0 env DEPS_DRY=1 DEPS_MANAGER="$manager" share/build/deps build
		assert_line --regexp "$manager.* (add|install) .*jq"
		assert_line --regexp "$manager.* (add|install) .*postgresql"
	done
	run -69 env DEPS_DRY=1 DEPS_MANAGER=none share/build/deps build
	assert_output --partial "libsqlite3-dev"
	run -64 share/build/deps nonsense
}

@test "embed-programs refuses a program without a descriptor" {
	printf '/* nothing */\n' >"$BATS_TEST_TMPDIR/tk-none.c"
	run -1 share/build/embed-programs cmd/tk-init.c "$BATS_TEST_TMPDIR/tk-none.c"
	assert_output --partial "tk-none.c: no descriptor"
}

@test "the key reference: every key of the schema, and a page without its lines refused" {
	cp share/man/tk-policy.5 "$BATS_TEST_TMPDIR/page.5"
	sed -i '/^\.It Cm /d' "$BATS_TEST_TMPDIR/page.5"
	share/build/gen-policy-keys "$BUILD/bin/tk-policy" "$BATS_TEST_TMPDIR/page.5"
	keys=$(tk-policy schema | tail -n +2 | wc -l)
	sections=$(tk-policy schema | tail -n +2 | cut -f 1 | awk -F '[.[]' 'NF > 1 && !seen[$1]++' | wc -l)
	assert_equal "$(grep -c '^\.It Cm ' "$BATS_TEST_TMPDIR/page.5")" "$((keys - sections))"
	printf '.Dd x\n' >"$BATS_TEST_TMPDIR/page.5"
	run -1 share/build/gen-policy-keys "$BUILD/bin/tk-policy" "$BATS_TEST_TMPDIR/page.5"
}

@test "every type of the schema is explained in tk-policy(5)" {
	sed -n '/^\.Ss Values/,/^\.Ss Order/p' share/man/tk-policy.5 | sed -n 's/^\.It Cm //p' | tr -d ' ' |
		tr ',' '\n' | sort >"$BATS_TEST_TMPDIR/explained"
	tk-policy schema | tail -n +2 | cut -f 2 | sort -u >"$BATS_TEST_TMPDIR/used"
	assert_equal "$(comm -13 "$BATS_TEST_TMPDIR/explained" "$BATS_TEST_TMPDIR/used")" ""
}
