const char fuzzed_reader[] = "library";
