#include "berth-agent/local/secure_random.h"

#include <openssl/rand.h>

#include <stdexcept>

namespace quaywatt::agent {

std::string secure_random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    throw std::runtime_error("系统随机数不可用 / the operating system gives no randomness");
  }
  return bytes;
}

}  // namespace quaywatt::agent
