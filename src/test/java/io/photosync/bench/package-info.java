/**
 * The bench: {@code ./mvnw verify -Pbench} measures the packaged service beside the sandbox and prints one table.
 *
 * <p>In: a tenant with 50 ms to Graph and 150 ms to SharePoint. Out: figures against stated goals; nothing fails for being slow.
 */
package io.photosync.bench;
