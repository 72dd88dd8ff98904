/**
 * JSON as the oracle understands it: an own model, reader, writer and comparison that share nothing
 * with the product, since what two sides misread alike no comparison finds. They keep what a usual
 * parser gives up: how a number is spelled, half surrogate pairs, names that occur twice. They use
 * the JDK alone; the generator writes with them and the comparison reads with them.
 */
package dev.tributary.it.contents.json;
