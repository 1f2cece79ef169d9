package io.photosync.sandbox.http;

/** One of the tenant's services, apart from its transport. Called on a virtual thread; may be called many times at once. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request) throws Exception;
}
