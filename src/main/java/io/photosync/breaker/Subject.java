package io.photosync.breaker;

/** The user whose request failed or succeeded, and what it was part of. */
public record Subject(String userId, Activity activity) {}
