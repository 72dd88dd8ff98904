/**
 * The bytes of bodies, in arrays that one request leaves to the next: a body on its way comes in
 * chunks, and a large one is read in a room that is used again. It uses no other package of the
 * service. It is used by {@code endpoints}, {@code format}, {@code format.cloudevents}, {@code
 * format.segment} and {@code http}.
 */
package dev.tributary.ingest.buffers;
