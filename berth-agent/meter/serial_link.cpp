#include "berth-agent/meter/serial_link.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace quaywatt::agent {
namespace {

speed_t speed_of(std::uint32_t baud) {
  switch (baud) {
    case 300: return B300;
    case 600: return B600;
    case 1200: return B1200;
    case 4800: return B4800;
    case 9600: return B9600;
    case 19200: return B19200;
    case 38400: return B38400;
    case 57600: return B57600;
    case 115200: return B115200;
    default: return B2400;
  }
}

bool set_up(int descriptor, std::uint32_t baud, Parity parity) {
  termios line{};
  if (::tcgetattr(descriptor, &line) != 0) return false;
  ::cfmakeraw(&line);
  line.c_cflag &= ~static_cast<tcflag_t>(PARENB | PARODD | CSTOPB | CRTSCTS);
  line.c_cflag |= static_cast<tcflag_t>(CLOCAL | CREAD | CS8);
  if (parity != Parity::none) line.c_cflag |= static_cast<tcflag_t>(PARENB);
  if (parity == Parity::odd) line.c_cflag |= static_cast<tcflag_t>(PARODD);
  line.c_cc[VMIN] = 1;  // without bytes a read says "again", so that 0 means hung up
  line.c_cc[VTIME] = 0;
  if (::cfsetspeed(&line, speed_of(baud)) != 0) return false;
  return ::tcsetattr(descriptor, TCSANOW, &line) == 0 && ::tcflush(descriptor, TCIOFLUSH) == 0;
}

MeterFailure open_failure(const std::string& device, int error) {
  const std::string why = std::generic_category().message(error);
  return {MeterFault::device_missing, "打不开串口 " + device + " (" + why + ")，请检查设备名和权限",
          "cannot open serial port " + device + " (" + why + "); check its name and the permissions"};
}

}  // namespace

SerialLink::SerialLink(std::string device, std::uint32_t baud, Parity parity)
    : device_(std::move(device)), baud_(baud), parity_(parity) {}

std::variant<int, MeterFailure> SerialLink::open() {
  const int descriptor = ::open(device_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return open_failure(device_, errno);
  if (!set_up(descriptor, baud_, parity_)) {
    const int error = errno;
    ::close(descriptor);
    return open_failure(device_, error);
  }
  return descriptor;
}

}  // namespace quaywatt::agent
