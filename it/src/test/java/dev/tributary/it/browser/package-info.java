/**
 * A real browser without a window, with what a user of it does and sees. It may use {@code
 * support}. The tests of the ingest-service and of its console open pages with it.
 */
package dev.tributary.it.browser;
