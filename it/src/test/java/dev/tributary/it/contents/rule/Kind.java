package dev.tributary.it.contents.rule;

import java.util.List;

/** What a declared field takes, in the words of docs/schemas.md. */
public sealed interface Kind {
  /** Any text. */
  record Text() implements Kind {}

  /** A UUID, kept in lower case. */
  record Uuid() implements Kind {}

  /** One of its symbols. */
  record Symbol(List<String> symbols) implements Kind {}

  /** True or false. */
  record Flag() implements Kind {}

  /** A whole number from the least to the most. */
  record Whole(long least, long most) implements Kind {}

  /** A floating point number, at most so far from 0. */
  record Real(double most) implements Kind {}

  /** An exact number, also as text. */
  record Decimal(int precision, int scale) implements Kind {}

  /** A day. */
  record Day() implements Kind {}

  /** An instant. */
  record Moment() implements Kind {}

  /** An array without nulls. */
  record ListOf(Kind element) implements Kind {}

  /** An object of any names, without nulls. */
  record MapOf(Kind value) implements Kind {}

  /** An object of declared fields. */
  record Group(List<Field> fields) implements Kind {}
}
