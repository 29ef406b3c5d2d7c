#include "berth-agent/local/operator_command.h"

#include <istream>
#include <ostream>

#include "berth-agent/local/pin_hash.h"

namespace quaywatt::agent {

int run_operator_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out,
                         std::ostream& err) {
  if (arguments.size() != 1 || arguments[0] != "hash") {
    err << "用法 / usage: quaywatt-agent operator hash   (PIN 从标准输入读取 / reads the PIN from stdin)\n";
    return 2;
  }
  std::string pin;
  std::getline(in, pin);
  if (!pin.empty() && pin.back() == '\r') pin.pop_back();
  if (!is_pin(pin)) {
    err << "PIN 须为 " << kPinMinDigits << " 至 " << kPinMaxDigits << " 位数字 / a PIN has " << kPinMinDigits << " to "
        << kPinMaxDigits << " digits\n";
    return 1;
  }
  out << hash_pin(pin) << '\n';
  return 0;
}

}  // namespace quaywatt::agent
