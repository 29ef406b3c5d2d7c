#include "server/usecases/verdict_text.h"

namespace quaywatt::server {

std::string verdict_text(domain::BatchVerdict verdict) {
  using domain::BatchVerdict;
  switch (verdict) {
    case BatchVerdict::unknown_agent:
      return "证书未登记或已吊销,请重新注册 / the certificate is not known or was revoked; enrol again";
    case BatchVerdict::awaiting_approval:
      return "等待管理员核对指纹并批准 / an administrator has yet to compare the fingerprint and approve";
    case BatchVerdict::suspended:
      return "台账曾分叉,终端已停用,请重新注册 / the ledger forked and the agent is suspended; enrol again";
    case BatchVerdict::bad_signature:
      return "批次签名无效 / the batch is not signed by this agent's ledger key";
    case BatchVerdict::bad_chain:
      return "批次各行与首尾校验值不符 / the lines do not lead from head_before to head_after";
    case BatchVerdict::bad_epoch:
      return "纪元的首行不是有效的 epoch_opened / the epoch's first line does not open it";
    case BatchVerdict::clock_not_allowed:
      return "加速时钟只许用于演示环境 / a shortened clock is for development only";
    case BatchVerdict::gap_before:
      return "缺少前面的记录,请从回执所述位置续传 / lines before are missing; go on from what the receipt says";
    case BatchVerdict::fork:
      return "与已留存的记录不同,已隔离并停用 / other bytes than those held: kept apart, the agent is suspended";
    case BatchVerdict::already_held:
    case BatchVerdict::accepted: return {};
  }
  return {};
}

}  // namespace quaywatt::server
