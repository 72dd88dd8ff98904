/**
 * The contract as the oracle reads it: what a declared type takes and what its column holds then,
 * what a query, a CloudEvent or a Segment call becomes, whose time an event has. Written from the
 * docs, not from the product's code, which none of it uses. Forms ask it what to expect, the
 * comparison what a row must hold.
 */
package dev.tributary.it.contents.rule;
