#include "tests/simulation/harbour_network.h"

namespace quaywatt::simulation {

namespace {

constexpr domain::Millis kRetryAfterMax{120'000};
constexpr domain::Millis kLatest{3'600'000};

agent::LinkFailure unreachable() {
  return {agent::LinkFailure::Kind::unreachable, "断线", "connection lost", std::nullopt};
}

}  // namespace

/// A question that was on its way somewhere arrives long after its sender gave up.
void HarbourNetwork::hear_again(const Speaker& speaker, const std::string& gzipped_batch) {
  const domain::Millis after{random_.between(1, kLatest.count())};
  later_(after, [this, agent = speaker.agent, certificate = speaker.certificate, gzipped_batch] {
    server_.answer(agent, certificate, &gzipped_batch);
  });
}

agent::LinkAnswer HarbourNetwork::exchange(int cabinet, const std::string* gzipped_batch) {
  Speaker& speaker = speakers.at(cabinet);
  const Way& way = speaker.way;
  ++speaker.questions;
  if (random_.chance(way.captive_portal)) return agent::ServerReply{200, "<html>请登录 / log in</html>", std::nullopt};
  if (random_.chance(way.partition) || random_.chance(way.drop)) return unreachable();
  if (random_.chance(way.busy)) {
    return agent::ServerReply{503, "", domain::Millis{random_.between(1'000, kRetryAfterMax.count())}};
  }
  if (gzipped_batch != nullptr && random_.chance(way.delay)) {
    hear_again(speaker, *gzipped_batch);
    return unreachable();
  }
  if (gzipped_batch != nullptr && random_.chance(way.duplicate)) hear_again(speaker, *gzipped_batch);
  auto reply = server_.answer(speaker.agent, speaker.certificate, gzipped_batch);
  if (!reply || random_.chance(way.lost_reply) || random_.chance(way.one_way_block)) return unreachable();
  ++speaker.answers;
  return only_forwards ? without_going_back(speaker, *std::move(reply)) : *std::move(reply);
}

agent::ServerReply HarbourNetwork::without_going_back(Speaker& speaker, agent::ServerReply reply) const {
  auto answer = wire::decode_answer(reply.body);
  if (!answer || answer->receipt.signature.empty()) return reply;
  if (answer->receipt.held >= speaker.furthest.last) {
    speaker.furthest = {answer->receipt.held, answer->receipt.head};
    return reply;
  }
  answer->receipt.held = speaker.furthest.last;
  answer->receipt.head = speaker.furthest.head;
  answer->receipt.signature = server_.signing_key().sign(wire::signed_text(answer->receipt));
  reply.body = wire::encode_answer(*answer);
  return reply;
}

}  // namespace quaywatt::simulation
