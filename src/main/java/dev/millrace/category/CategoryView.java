package dev.millrace.category;

import java.util.UUID;

/** A shelf of the library; its name is what videos say. */
public record CategoryView(UUID id, String name) {}
