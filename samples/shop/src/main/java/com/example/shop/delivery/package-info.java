/** Says at the end where the log events went. */
@NullMarked
package com.example.shop.delivery;

import org.jspecify.annotations.NullMarked;
