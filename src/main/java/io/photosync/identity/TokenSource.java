package io.photosync.identity;

/** Fetches a token over the network on each call. */
@FunctionalInterface
interface TokenSource {
    AccessToken fetch(String audience) throws TokenRefused, InterruptedException;
}
