/**
 * Where things are: the folder, ports and addresses of a system on this machine, the system that is
 * up, and what the build left in the sources' folder. It may use the JDK alone: {@code mvn -Psql}
 * runs it without any library. Whoever starts a process or looks for a running one calls it.
 */
package dev.tributary.runners.processes.home;
