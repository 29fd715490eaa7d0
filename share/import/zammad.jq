# Zammad's tickets with their articles, as its REST API gives them, for
# tk-import:
#
#     z() { curl -sf -H "Authorization: Token token=$TOKEN" "https://help.example.com/api/v1/$1"; }
#     for ((p = 1; ; p++)); do
#         z "tickets?expand=true&per_page=100&page=$p" >page && [ "$(jq length page)" -gt 0 ] || break
#         cat page >>tickets.json
#     done
#     for id in $(jq '.[].id' tickets.json); do
#         z "ticket_articles/by_ticket/$id?expand=true"
#     done >articles.json
#     cat tickets.json articles.json | jq -cn -f zammad.jq | tk-import --source zammad
#
# A ticket's first article is its opening. Attachments stay in Zammad: the API
# gives them one by one.

def lines: gsub("<br[^>]*>|</p>|</div>|</li>"; "\n") | gsub("<[^>]*>"; "") | gsub("&nbsp;"; " ")
	| gsub("&lt;"; "<") | gsub("&gt;"; ">") | gsub("&quot;"; "\"") | gsub("&#39;"; "'") | gsub("&amp;"; "&");

def text: if (.content_type // "") == "text/html" then .body | lines else .body end
	| sub("\\s+$"; "");

def known(words): . as $in | words as $w | if $in == null then null elif ($w | has($in)) then $w[$in] else $in end;

def channels: known({email: "mail", "email reply": "mail", phone: "phone", web: "web", chat: "chat", sms: "sms", note: null});

def states: known({new: "new", open: "open", "pending reminder": "held", "pending close": "waiting",
	"pending action": "held", closed: "closed", merged: "closed"});

def priorities: known({"1 low": "4", "2 normal": "3", "3 high": "2"});

def someone: if . == null or . == "-" or . == "" then null else . end;

def article($key): {
	key: $key, at: .created_at, id: "article-\(.id)", text: text, channel: (.type | channels),
	kind: (if .sender == "Customer" then "customer" elif .internal then "note" else "reply" end),
	role: (if .sender == "System" then "system" else null end),
	actor: (if .sender == "Customer" then null else .created_by end)
};

def opening($key; $first): {
	key: $key, at: .created_at, kind: "open", subject: .title,
	actor: (if $first.sender == "Customer" then null else .created_by end),
	role: (if $first.sender == "Customer" then "customer" else null end), body: ($first // {body: ""} | text),
	customer: (.organization // .customer), team: .group, agent: (.owner | someone),
	priority: (.priority | priorities), channel: (.create_article_type | channels)
};

def ending($key; $last): select(.state != "new")
	| ([(if .state == "closed" then .close_at else .updated_at end) // .updated_at, $last // .created_at, .created_at]
		| max) as $at
	| {key: $key, at: $at, kind: "move", id: "\(.state)-\($at)", state: (.state | states)};

reduce (inputs | if type == "array" then .[] else . end) as $x ({t: {}, a: {}};
	if $x | has("ticket_id") then .a[$x.ticket_id | tostring] += [$x] else .t[$x.id | tostring] = $x end)
| . as $all
| .t | to_entries | sort_by(.key | tonumber) | .[]
| .value as $t | (($all.a[.key] // []) | sort_by(.created_at, .id)) as $a | "zammad-\($t.number)" as $key
| ($t | opening($key; $a[0])), ($a[1:][] | article($key)), ($t | ending($key; $a[-1].created_at))
