/**
 * What stands in front of Flink's REST API: requests that a web page sends are refused. Flink finds
 * it by itself, in a cluster of ours and embedded. It may use Flink's runtime and nothing else.
 */
package dev.tributary.runners.flink.rest;
