package io.photosync.sandbox.sharepoint;

/** What both hosts serve from. */
record Resources(FilesApi files, Profiles profiles, UserPhotoPage userPhoto, PhotoLibrary library) {}
