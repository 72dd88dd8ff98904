/**
 * Makes events out of a seed: JSON of every shape, values of declared types, and how all of it is
 * spelled. The same seed and place make the same event, in any process and in any order, so nobody
 * has to remember what was sent. It uses the oracle's JSON alone; the forms call it.
 */
package dev.tributary.it.contents.make;
