/** A web application that greets, and logs whom. */
@NullMarked
package com.example.greeter;

import org.jspecify.annotations.NullMarked;
