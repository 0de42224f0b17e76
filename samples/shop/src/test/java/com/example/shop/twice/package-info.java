/** Tests of a program whose plain logback.xml is read by Logback first and by Boot again. */
@NullMarked
package com.example.shop.twice;

import org.jspecify.annotations.NullMarked;
