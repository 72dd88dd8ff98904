package dev.tributary.schemas;

/**
 * One column of a lake table.
 *
 * @param name as Hive and Presto know it, lower case
 * @param hiveType the type in Hive's words
 * @param comment what the column means
 */
public record Column(String name, String hiveType, String comment) {}
