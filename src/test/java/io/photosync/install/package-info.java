/**
 * What administrators install, checked against the code: the manifests below {@code k8s}, the image and compose files below {@code deploy}.
 * Nothing here needs a cluster or an engine; {@code kubectl kustomize}, where there is one, shows what the parts come to together.
 */
package io.photosync.install;
