package dev.parley.local.model.offline.tool;

import dev.parley.local.model.argument.Filling;
import dev.parley.local.model.chat.ToolSpec;

/** A tool that a request seems to ask for, and the arguments that the request gives it. */
public record ToolMatch(ToolSpec tool, Filling filling, double score) {}
