/** Which regular expressions the product has: {@code patterns.txt} is the reviewed list of them. */
package dev.tributary.it.patterns;
