package dev.tributary.it.contents.rule;

import java.util.List;

/**
 * A declared event type.
 *
 * @param keepsWrong whether a wrong value makes NULL and a problem, not a refusal
 */
public record DeclaredType(String name, boolean keepsWrong, List<Field> fields) {}
