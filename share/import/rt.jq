# RT's tickets with their history, as REST 2 gives them, for tk-import:
#
#     r() { curl -sf -H "Authorization: token $TOKEN" "https://rt.example.com/REST/2.0/$1"; }
#     r 'tickets?query=id>0&per_page=100&page=1' ...        # and the other pages: their ids
#     for id in $ids; do
#         r "ticket/$id"
#         r "ticket/$id/history?per_page=100&fields=Type,Field,OldValue,NewValue,Creator,Created,Object"
#         r "ticket/$id/attachments?per_page=100&fields=TransactionId,ContentType,Filename,Content"
#     done | jq -cn -f rt.jq | tk-import --source rt
#
# The inputs of one ticket stand together, the ticket first. Changes of queue and
# owner name users and queues by number there; who took a ticket is told, and who
# holds it now.

def id_of: if type == "object" then .id else . end | tostring;

def someone: if . == null or . == "Nobody" or . == "" then null else . end;

def known(words): . as $in | words as $w | if ($w | has($in)) then $w[$in] else $in end;

def states: known({new: "new", open: "open", stalled: "waiting", resolved: "resolved", rejected: "closed", deleted: "closed"});

# What was said in a transaction: its first part that is a text.
def said($parts; $id): [$parts[] | select((.TransactionId | id_of) == $id and ((.Filename // "") == "")
	and ((.ContentType // "") | startswith("text/plain")))] | (.[0].Content // "") | @base64d;

def files($parts; $id): [$parts[] | select((.TransactionId | id_of) == $id and ((.Filename // "") != ""))
	| {name: .Filename, base64: (.Content // "")}] | if . == [] then null else . end;

def line($key; $t; $parts):
	(.id | id_of) as $id | (.Creator | id_of) as $who | ([$t.Requestor[]? | id_of]) as $askers
	| {key: $key, at: .Created, id: "transaction-\($id)", actor: $who} + (
	if .Type == "Correspond" then
		{kind: (if $askers | index($who) then "customer" else "reply" end), text: said($parts; $id), channel: "mail",
		 attachments: files($parts; $id)} + (if $askers | index($who) then {actor: null} else {} end)
	elif .Type == "Comment" then {kind: "note", text: said($parts; $id), attachments: files($parts; $id)}
	elif .Type == "Status" or (.Type == "Set" and .Field == "Status") then {kind: "move", state: (.NewValue | states)}
	elif .Type == "Take" or .Type == "Steal" then {kind: "assign", agent: $who}
	elif .Type == "Untake" then {kind: "assign", agent: null}
	elif .Type == "Set" and .Field == "Subject" then {kind: "set", set: {subject: .NewValue}}
	else {kind: null} end)
	| select(.kind != null);

def opening($key; $first; $parts): (.Creator | id_of) as $who | ([.Requestor[]? | id_of]) as $askers | {
	actor: (if $askers | index($who) then null else $who end),
	role: (if $askers | index($who) then "customer" else null end),
	key: $key, at: .Created, kind: "open", subject: .Subject,
	body: (if $first then said($parts; $first.id | id_of) else null end),
	attachments: (if $first then files($parts; $first.id | id_of) else null end),
	team: (.Queue | if type == "object" then .Name // .id else . end), customer: ([.Requestor[]? | id_of] | .[0]),
	cc: ([.Cc[]? | id_of] | if . == [] then null else . end), channel: "mail"
};

# Who holds it at the end, where that is not who took it last.
def holder($key; $lines): ([$lines[] | select(.kind == "assign") | .agent] | .[-1]) as $last
	| (.Owner | id_of | someone) as $owner
	| select($owner != $last) | {key: $key, at: ([$lines[].at, .Created] | max), kind: "assign", id: "owner-\($owner)", agent: $owner};

def ticket($rest):
	. as $t | "rt-\(.id)" as $key
	| [$rest[] | .items[]?] as $items
	| [$items[] | select(.type == "attachment")] as $parts
	| ([$items[] | select(.type == "transaction")] | sort_by(.Created, (.id | tonumber))) as $history
	| ([$history[] | select(.Type == "Create")][0]) as $first
	| [$history[] | select(.Type != "Create") | line($key; $t; $parts)] as $lines
	| opening($key; $first; $parts), $lines[], holder($key; $lines);

foreach (inputs, null) as $x ({at: null, rest: [], out: null};
	if $x == null or ($x | has("items") | not) then {at: $x, rest: [], out: {t: .at, rest: .rest}}
	else {at: .at, rest: (.rest + [$x]), out: null} end;
	.out | select(. != null and .t != null))
| .rest as $rest | .t | ticket($rest)
