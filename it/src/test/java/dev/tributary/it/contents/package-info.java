/**
 * The contents oracle: what is stored is what was sent. {@code json}, {@code make}, {@code rule}
 * and {@code form} make events from a seed and say what must become of each, without any class of
 * the product; {@code system} sends them and compares the lake. Here are the tests that run it, and
 * the tests of the oracle itself.
 */
package dev.tributary.it.contents;
