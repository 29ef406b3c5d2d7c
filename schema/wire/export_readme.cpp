#include "schema/wire/export.h"

namespace quaywatt::wire {

std::string export_readme() {
  return R"README(# 泊电台账导出 · Quaywatt ledger export

本目录是一台泊位终端的完整台账,任何人无需本公司的程序即可核验:只用 `sh`、`sha256sum` 和 `openssl`(3.0 及以上)。
This folder is the ledger of one berth cabinet. Anyone can verify it without our programs: `sh`, `sha256sum` and
`openssl` (3.0 or later) are all it takes.

| 文件 file | 内容 what it holds |
|---|---|
| `agent.txt` | 终端、导出时间、各纪元首末行与链头(签名)· cabinet, time of export, ends and heads of each epoch (signed) |
| `epoch-N/lines.ndjson` | 台账原文,每行一条 · the ledger, one line each, byte for byte |
| `epoch-N/heads.txt` | 每行之后的链头 · the head after each line |
| `epoch-N/batches/` | 每段至多 1000 行的签名原文及签名(64 字节)· signed texts, up to 1,000 lines each, and signatures |
| `receipts/` | 服务器签名的回执:“收到第 N 行为止,链头 H” · receipts signed by the server: "held up to line N with head H" |
| `keys/` | 公钥 · public keys: `agent.pem`, `receipt-….pem` |

## 核验 · Verify

在本目录内执行。全部通过则最后一行为 `GOOD`,退出码 0;否则 `BAD` 指出第一处问题,退出码 1。
Run this inside the folder. If all is well the last line is `GOOD` and the exit status 0; otherwise `BAD` names the
first place that is wrong, and the exit status is 1. A step costs about two milliseconds a line.

```sh
(
LC_ALL=C; export LC_ALL
bad() { echo "BAD $*"; exit 1; }
signed() {  # key, text; the signature lies beside the text
  openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$2" -sigfile "$2.sig" >/dev/null 2>&1 ||
    bad "$2: the signature is not of $1"
}

chain() {  # epoch, first, before: every line leads from one head to the next
  seq=$2; head=$3
  if [ "$seq" = 1 ]; then
    sum=$(printf 'quaywatt ledger 1\n%s\n%s\n' "$agent" "$1" | sha256sum)
    [ "${sum%% *}" = "$head" ] || bad "epoch-$1: does not start as an epoch of $agent"
  fi
  {
    while IFS= read -r line || [ -n "$line" ]; do
      IFS= read -r want <&3 || bad "epoch-$1 line $seq: has no head"
      sum=$(printf '%s\n%s\n' "$head" "$line" | sha256sum); head=${sum%% *}
      [ "$head" = "$want" ] || bad "epoch-$1 line $seq: changed, removed, moved or inserted here"
      seq=$((seq + 1))
    done <"epoch-$1/lines.ndjson"
    ! IFS= read -r want <&3 || bad "epoch-$1 line $seq: has a head, but is missing"
  } 3<"epoch-$1/heads.txt"
}

batches() {  # epoch, first, last, before, after: the signatures cover every line
  next=$2; head=$4
  exec 4<"epoch-$1/heads.txt"
  for text in "epoch-$1"/batches/*.txt; do
    [ -e "$text" ] || bad "epoch-$1: no signed batches"
    signed keys/agent.pem "$text"
    { read -r title; read -r who; read -r epoch; read -r from; read -r to; read -r before; read -r after; } <"$text"
    [ "$title/$who/$epoch/$from/$before" = "quaywatt batch 1/$agent/$1/$next/$head" ] ||
      bad "$text: does not go on from line $((next - 1)) of epoch-$1"
    while [ "$next" -le "$to" ]; do
      IFS= read -r head <&4 || bad "epoch-$1 line $next: signed, but missing"
      next=$((next + 1))
    done
    [ "$head" = "$after" ] || bad "epoch-$1 lines $from to $to: not what was signed"
  done
  [ "$((next - 1))/$head" = "$3/$5" ] || bad "epoch-$1: signed up to line $((next - 1)), agent.txt says $3"
}

receipts() {  # epoch, first, last: what the server has held cannot be missing here
  for text in receipts/"$1"-*.txt; do
    [ -e "$text" ] || continue
    { read -r title; read -r who; read -r epoch; read -r seq; read -r held; read -r time; read -r key; } <"$text"
    signed "keys/receipt-$key.pem" "$text"
    [ "$title/$who/$epoch" = "quaywatt receipt 1/$agent/$1" ] || bad "$text: is no receipt for epoch-$1"
    [ "$seq" -le "$3" ] || bad "epoch-$1: the server held lines up to $seq, here they end at $3"
    [ "$seq" -ge "$2" ] || continue
    next=$2
    while IFS= read -r head && [ "$next" -lt "$seq" ]; do next=$((next + 1)); done <"epoch-$1/heads.txt"
    [ "$head" = "$held" ] || bad "epoch-$1 line $seq: the server held another ledger up to here"
    echo "epoch-$1 line $seq: held by the server, $text"
  done
}

epochs=
signed keys/agent.pem agent.txt
{
  read -r title; read -r agent; read -r exported_at; read -r program
  [ "$title" = "quaywatt export 1" ] || bad "agent.txt: is no export of this kind"
  while read -r word epoch word first word last word before word after word file; do
    chain "$epoch" "$first" "$before"
    end=$((seq - 1))
    batches "$epoch" "$first" "$last" "$before" "$after"
    [ "$end" = "$last" ] || bad "epoch-$epoch line $((last + 1)): not signed"
    sum=$(sha256sum <"epoch-$epoch/lines.ndjson")  # what a shell cannot see: NUL bytes, the last line feed
    [ "${sum%% *}" = "$file" ] || bad "epoch-$epoch/lines.ndjson: bytes were added or removed that no line shows"
    receipts "$epoch" "$first" "$last"
    echo "epoch-$epoch lines $first to $last: head $after"
    epochs="$epochs $epoch "
  done
  for text in receipts/*.txt; do
    [ -e "$text" ] || continue
    number=${text#receipts/}; number=${number%%-*}
    case $epochs in *" $number "*) ;; *) bad "$text: the server held epoch-$number, here it is missing" ;; esac
  done
  echo "GOOD $agent, exported $exported_at by $program"
} <agent.txt
)
```

链头的算法 · how a head comes about: `printf '%s\n%s\n' "$head" "$line" | sha256sum`

## 钥匙属于谁 · Whose key it is

以下命令的前 16 位是终端签名公钥的指纹,应与注册时双方屏幕所示及主管部门登记的一致。
The first 16 digits of this are the fingerprint of the cabinet's key. They must be those shown on both sides at
enrolment and kept in the bureau's register:

    openssl pkey -pubin -in keys/agent.pem -outform DER | tail -c 32 | sha256sum

导出时以终端当时的签名钥匙对全部行重新分段签名。链中每一行都锁定之前的所有行;服务器回执由服务器签名,终端无法改写。
The signatures were made at the time of export with the key the cabinet had then. Each line fixes all lines before it;
receipts are signed by the server, so that the cabinet cannot rewrite what the server has held.
)README";
}

}  // namespace quaywatt::wire
