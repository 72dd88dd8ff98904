/**
 * The rules of an event's parts: IDs, types, times, and the reasons for which a record is rejected.
 * The package depends on nothing of this module. All other packages, the ingest-service and the
 * pipeline use it.
 */
package dev.tributary.schemas.rules;
