#pragma once
// A receipt as it lies in an answer and in the header of a batch.

#include "schema/wire/batch.h"
#include "schema/wire/message.h"

namespace quaywatt::wire {

template <typename F, Is<Receipt> R>
void describe(F& f, R& receipt) {
  f.required("agent", receipt.agent, Text{});
  f.required("epoch", receipt.held.epoch, Range{0, 0xFFFF'FFFF});
  f.required("seq", receipt.held.seq, Range{0});
  f.optional("head", receipt.head, HexText{64});
  f.required("server_time_ms", receipt.server_time, Range{0});
  f.required("key_id", receipt.key_id, Text{});
  f.required("signature", receipt.signature, Base64Text{64});
  const bool nothing = receipt.held.epoch == 0 && receipt.held.seq == 0;
  f.demand(nothing == receipt.head.empty(), "head", "没有留存时才不写 / left out when nothing is held, and only then");
}

}  // namespace quaywatt::wire
