#pragma once
// POST /enrol/v1: a one-time code for a certificate.

#include "server/enrolment/enrol_agent.h"
#include "server/http/metrics.h"
#include "server/http/router.h"

namespace quaywatt::server {

Route enrolment_route(EnrolAgent& enrol, ServerMetrics& metrics);

}  // namespace quaywatt::server
