#include "tests/simulation/socket.h"

#include <algorithm>

#include "domain/meter/energy_register.h"
#include "tests/simulation/places.h"

namespace quaywatt::simulation {

namespace {

constexpr std::int64_t kRegisterEndWh = 1'000'000'000;  // six digits of kWh
constexpr std::int64_t kSpike = 100;

domain::RegisterValues registers(std::int64_t shown_wh, std::int64_t power_w, const std::string& address) {
  domain::RegisterValues values;
  values.energy_forward = *domain::energy_register({shown_wh / kResolutionWh, -2}, {1, -2}, "kWh", 1);
  values.power_w = power_w;
  values.meter_address = address;
  return values;
}

}  // namespace

Socket::Socket(const domain::Millis& now, Random random, std::string address, std::int64_t register_wh)
    : now_(now), random_(random), address_(std::move(address)), register_start_wh_(register_wh) {}

std::int64_t Socket::truth_mwh() const { return flowed_mwh_ + power_w_ * (now_ - since_).count() / 3600; }

void Socket::draw(std::int64_t power_w) {
  flowed_mwh_ = truth_mwh();
  since_ = now_;
  power_w_ = power_w;
}

std::int64_t Socket::shown_wh() const {
  return (register_start_wh_ + (truth_mwh() - truth_at_install_mwh_) / 1000) % kRegisterEndWh;
}

void Socket::install(std::string address, std::int64_t register_wh) {
  address_ = std::move(address);
  register_start_wh_ = register_wh;
  truth_at_install_mwh_ = truth_mwh();
}

agent::MeterResult Socket::read() {
  if (silent) return agent::MeterFailure{agent::MeterFault::timeout, "电表未应答。", "No answer."};
  std::int64_t shown = shown_wh();
  if (spikes > 0 && random_.chance(spikes)) shown *= kSpike;
  if (jitter > 0 && random_.chance(jitter)) shown = std::max<std::int64_t>(shown - kResolutionWh, 0);
  return registers(shown, power_w_, address_);
}

}  // namespace quaywatt::simulation
