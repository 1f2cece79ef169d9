/**
 * What Kubernetes and people may ask of the process.
 *
 * <p>In: the state of the other rooms. Out: started, live, ready and well, on the management port. Kafka being away makes the
 * process neither dead nor unready: it must go on to answer 503 to Graph, and restarting it brings no broker back.
 */
package io.photosync.health;
