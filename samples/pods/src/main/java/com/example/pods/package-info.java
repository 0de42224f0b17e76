/** Pods that are not Java, as a node sees them, and what became of their logs. */
@org.jspecify.annotations.NullMarked
package com.example.pods;
