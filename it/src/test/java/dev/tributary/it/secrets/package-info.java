/**
 * Where credentials go that clients send, and the pipeline's own. {@code Credentials} makes the
 * requests, {@code Traces} looks for the values in all that a running system keeps. Used by nobody.
 */
package dev.tributary.it.secrets;
