# The two berths of the demonstration. Sourced. NAME: agent, berth, local port, meter control port.
berths=(yangtze canal)
declare -A agent=([yangtze]=jy-shili-01 [canal]=wx-liangxi-03)
declare -A berth=([yangtze]=JY-SL-01 [canal]=WX-LX-03)
declare -A local_port=([yangtze]=8481 [canal]=8482)
declare -A control_port=([yangtze]=8491 [canal]=8492)
clock_scale=600
