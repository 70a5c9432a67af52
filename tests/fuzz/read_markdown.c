const char fuzzed_reader[] = "markdown";
