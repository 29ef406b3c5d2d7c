# The two berths of the demonstration. Sourced after programs.sh.
berths=(yangtze canal)
declare -A agent=([yangtze]=jy-shili-01 [canal]=wx-liangxi-03)
declare -A berth=([yangtze]=JY-SL-01 [canal]=WX-LX-03)
declare -A local_port=([yangtze]=$(port 8481) [canal]=$(port 8482))
declare -A control_port=([yangtze]=$(port 8491) [canal]=$(port 8492))
site=https://127.0.0.1:$(port 8443)
clock_scale=600

# A settings file of ops/demo with what stands between @ filled in: @VAR@, @PORT_8443@, and more by name=value.
filled() {  # FILE [NAME=VALUE]...
  local file=$1 pair number; shift
  local edits=(-e "s|@VAR@|$var|g")
  for pair in "$@"; do edits+=(-e "s|@${pair%%=*}@|${pair#*=}|g"); done
  for number in $(grep -o '@PORT_[0-9]*@' "$file" | tr -dc '0-9\n' | sort -u); do
    edits+=(-e "s|@PORT_$number@|$(port "$number")|g")
  done
  sed "${edits[@]}" "$file"
}
