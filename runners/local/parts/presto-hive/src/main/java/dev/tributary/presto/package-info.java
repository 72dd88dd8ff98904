/**
 * What Presto's Hive plugin runs of ours: the file system that it reads a local lake with. It may
 * use Hadoop as the plugin has it. Presto makes it by name, from the plugin's {@code
 * core-site.xml}.
 */
package dev.tributary.presto;
