// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QStringList>
#include <iosfwd>

namespace astreinte::content {

// `astreinte-server content render|measure|assess|phrase [--templates FILE] [--rights FILE]`: one JSON object per line
// of `in`, exactly one JSON object per line of `out`, flushed line by line; a line that is wrong gets
// {"error","reason"} and the stream goes on (docs/content.md). `arguments` begins with the subcommand. Returns the exit
// code: 0 at the end of the input, 2 (with a message on `errors`, in French and English) when the command or a data
// file is wrong.
int runContent(const QStringList &arguments, std::istream &in, std::ostream &out, std::ostream &errors);

} // namespace astreinte::content
