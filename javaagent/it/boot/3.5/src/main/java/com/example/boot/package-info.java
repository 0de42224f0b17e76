/** A Spring Boot program that says how many events it has logged. */
@NullMarked
package com.example.boot;

import org.jspecify.annotations.NullMarked;
