// SPDX-License-Identifier: EUPL-1.2
// Asio, compiled once: the other files of this folder see its declarations only (NOTES, compile time).
#include <boost/asio/impl/src.hpp>
