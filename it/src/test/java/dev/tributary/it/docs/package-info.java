/**
 * Checks that the pages of documentation say what is there: links, class names, contracts. It reads
 * the repository's files alone. JUnit calls it, without any other part.
 */
package dev.tributary.it.docs;
