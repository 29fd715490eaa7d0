/* db_sqlite_open: where a file lies, how it may be opened there, and its
 * settings. */
#include "db/db_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/str.h"
#include "db/db_sqlite_log.h"

/* --- file systems --- */

/* statfs(2). Locks and shared memory do not work over a network (sqlite.org/
 * wal.html). */
static const struct { unsigned long magic; const char *name; bool network; } kinds[] = {
	{0x6969, "nfs", true}, {0x517b, "smb", true}, {0xff534d42, "cifs", true}, {0xfe534d42, "smb2", true},
	{0x01021997, "9p", true}, {0x00c36400, "ceph", true}, {0x0bd00bd0, "lustre", true}, {0x5346414f, "afs", true},
	{0x73757245, "coda", true}, {0x564c, "ncp", true},
	{0xef53, "ext4", false}, {0x58465342, "xfs", false}, {0x9123683e, "btrfs", false}, {0x2fc12fc1, "zfs", false},
	{0xf2f52010, "f2fs", false}, {0x01021994, "tmpfs", false}, {0x858458f6, "ramfs", false},
	{0x794c7630, "overlay", false}, {0x65735546, "fuse", false}, {0x4d44, "vfat", false}, {0x2011bab0, "exfat", false},
};

/* Its place in kinds, or -1. */
static int kind_of(const char *path)
{
	struct statfs fs;
	char folder[4096];

	if (statfs(path, &fs) != 0) {
		snprintf(folder, sizeof folder, "%s", path);
		char *slash = strrchr(folder, '/');
		if (slash)
			*slash = '\0';
		if (statfs(slash == folder ? "/" : slash ? folder : ".", &fs) != 0)
			return -1;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (((unsigned long)fs.f_type & 0xffffffff) == kinds[i].magic)
			return (int)i;
	return -1;
}

const char *file_system(const char *path)
{
	int i = kind_of(path);

	return i < 0 ? "other" : kinds[i].name;
}

/* --- opening --- */

/* On a disk that takes no writes at all the file does not change while it is read,
 * and needs neither log nor locks. What its log may hold would be missed. */
static int still(struct lite *l, bool *still, struct fault *f)
{
	struct statvfs fs;
	struct stat st;
	char log[4096];

	*still = statvfs(l->path, &fs) == 0 && (fs.f_flag & ST_RDONLY);
	snprintf(log, sizeof log, "%s-wal", l->path);
	if (*still && stat(log, &st) == 0 && st.st_size > 0)
		return fault_set(f, EX_NOPERM, "%s: its log holds changes, and nothing can be written here: copy both to where "
		                 "something can", l->path);
	return 0;
}

/* As SQLite's URI that promises so. */
static const char *still_name(struct arena *a, const char *path)
{
	struct str out = str_new(a);

	str_add(&out, "file:");
	for (const char *p = path; *p; p++)
		if (strchr("%?#", *p))
			str_printf(&out, "%%%02x", (unsigned char)*p);
		else
			str_addc(&out, *p);
	str_add(&out, "?immutable=1");
	return out.p;
}

/* Who may read and write it is what the umask leaves, but for the world; SQLite
 * alone would shut out the group, and makes the files beside it like it. */
static void make_file(const char *path)
{
	umask(umask(0) | 07);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);

	if (fd >= 0)
		close(fd);             /* SQLite will say why, where it cannot be made */
}

static int open_fault(struct lite *l, int code, enum db_mode mode, struct fault *f)
{
	int error = l->h ? sqlite3_system_errno(l->h) : 0;
	bool barred = error == EACCES || error == EPERM || error == EROFS;

	return fault_set(f, mode == DB_CREATE ? EX_CANTCREAT : barred ? EX_NOPERM : EX_IOERR, "%s: %s", l->path,
	                 error ? strerror(error) : l->h ? sqlite3_errmsg(l->h) : sqlite3_errstr(code));
}

static int check_place(struct lite *l, enum db_mode mode, struct fault *f)
{
	int kind = kind_of(l->path);
	struct stat st;

	if (kind >= 0 && kinds[kind].network)
		return fault_set(f, EX_CONFIG, "%s is on a network file system (%s), where SQLite's locks do not hold; "
		                 "use TK_DB=postgresql://... to share a desk between hosts", l->path, kinds[kind].name);
	if (mode != DB_CREATE && stat(l->path, &st) != 0)
		return fault_set(f, errno == EACCES ? EX_NOPERM : EX_NOINPUT, "%s: %s%s", l->path, strerror(errno),
		                 errno == ENOENT ? " (tk-init makes a desk)" : "");
	return 0;
}

static void configure(struct lite *l)
{
	int yes = 1;

	/* The last to close brings the log into the file, so that a desk at rest
	 * is one file that may be copied, and leaves the log empty instead of
	 * deleting it, which the next to open would have to make again. */
	sqlite3_file_control(l->h, "main", SQLITE_FCNTL_PERSIST_WAL, &yes);
	sqlite3_busy_handler(l->h, lite_busy, l);
	sqlite3_db_config(l->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(l->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(l->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(l->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_exec(l->h, "PRAGMA synchronous=FULL; PRAGMA secure_delete=OFF; PRAGMA cell_size_check=ON;"
	             "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=0", NULL, NULL, NULL);
}

int lite_open(struct lite *l, struct arena *a, enum db_mode mode, struct fault *f)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;
	const char *name = l->path;
	bool is_still = false;

	int bad = check_place(l, mode, f);
	if (bad)
		return bad;
	if (mode == DB_CREATE) {
		make_file(l->path);
		flags |= SQLITE_OPEN_CREATE;
	} else if (mode == DB_READ && access(l->path, W_OK) != 0) {
		flags ^= SQLITE_OPEN_READWRITE | SQLITE_OPEN_READONLY;
		if ((bad = still(l, &is_still, f)) != 0)
			return bad;
	}
	if (is_still) {
		name = still_name(a, l->path);
		flags |= SQLITE_OPEN_URI;
	}
	/* One thread, and nobody asks how much memory is in use: no locks. Too
	 * late after the first desk, which is fine. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	int code = sqlite3_open_v2(name, &l->h, flags, log_vfs());
	if (code != SQLITE_OK)
		return open_fault(l, code, mode, f);
	configure(l);
	return 0;
}
