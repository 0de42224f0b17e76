/**
 * Writers that imitate a container runtime and kubelet to the letter: the same bytes, the same
 * names, the same order of steps.
 *
 * <p>Every step is one that the caller takes, so that a test decides what happens between two
 * looks. The rules are those of containerd (internal/cri/io/logger.go), conmon (ctr_logging.c),
 * Docker (jsonfilelog) and kubelet (pkg/kubelet/logs/container_log_manager.go).
 */
@NullMarked
package io.ringtail.testing.logs;

import org.jspecify.annotations.NullMarked;
