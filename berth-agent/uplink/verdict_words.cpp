#include "berth-agent/uplink/verdict_words.h"

#include "schema/wire/batch.h"

namespace quaywatt::agent {

VerdictWords words_for(std::string_view verdict) {
  using domain::BatchVerdict;
  if (verdict == "held") return {};
  const auto known = wire::verdict_from_name(verdict);
  if (!known) {
    const std::string reason(verdict);
    return {"服务器拒收本批数据(" + reason + "),数据保留,请联系管理员",
            "the server refused the batch (" + reason + "); everything is kept, call the administrator"};
  }
  switch (*known) {
    case BatchVerdict::accepted:
    case BatchVerdict::already_held:
    case BatchVerdict::gap_before: return {};
    case BatchVerdict::unknown_agent:
      return {"服务器不认识本机或证书已吊销:停止上传,记录照常;请重新注册",
              "the server does not know this cabinet, or its certificate was revoked: sending stopped, recording goes "
              "on; enrol again"};
    case BatchVerdict::awaiting_approval:
      return {"已注册,等待管理员核对指纹并批准;记录照常", "enrolled; an administrator has yet to compare the fingerprint "
                                                           "and approve; recording goes on"};
    case BatchVerdict::suspended:
      return {"本机已被暂停:停止上传,记录照常;请联系管理员并重新注册",
              "this cabinet is suspended: sending stopped, recording goes on; call the administrator and enrol again"};
    case BatchVerdict::bad_signature:
      return {"签名与服务器登记的密钥不符:数据保留,请联系管理员",
              "the signature is not of the key the server holds; everything is kept, call the administrator"};
    case BatchVerdict::bad_chain:
      return {"台账链校验失败:数据保留,请运行 quaywatt-agent ledger verify",
              "the ledger's chain does not fit; everything is kept, run quaywatt-agent ledger verify"};
    case BatchVerdict::bad_epoch:
      return {"台账纪元不被接受:数据保留,请联系管理员",
              "the ledger's epoch is not accepted; everything is kept, call the administrator"};
    case BatchVerdict::clock_not_allowed:
      return {"演示时钟不被此服务器接受:请将 clock_scale 设为 1 并重新注册",
              "this server takes no demonstration clock: set clock_scale to 1 and enrol again"};
    case BatchVerdict::fork:
      return {"同一位置已有不同记录(磁盘回滚或存储卡被复制):停止上传,记录照常;请联系管理员并重新注册",
              "the server holds other lines at the same place (disk rolled back, or card cloned): sending stopped, "
              "recording goes on; call the administrator and enrol again"};
  }
  return {};
}

}  // namespace quaywatt::agent
