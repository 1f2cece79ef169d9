/**
 * The health checks for Kubernetes and operators.
 *
 * <p>In: the state of the other rooms. Out: started, live, ready and well, on the management port.
 *
 * <p>Decided: an unavailable Kafka makes the process neither dead nor unready. The process must go on answering 503 to
 * Graph, and a restart brings no broker back.
 */
package io.photosync.health;
