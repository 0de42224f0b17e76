/** Tests of the report, which must not call anything proven that is not. */
@NullMarked
package com.example.shop.report;

import org.jspecify.annotations.NullMarked;
