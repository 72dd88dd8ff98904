/**
 * What is made of the declared types for people and programs: JSON Schemas, the page of events, and
 * the check of the build. It may use {@code types}, {@code columns} and {@code rules}. The build
 * and the ingest-service call it.
 */
package dev.tributary.schemas.render;
