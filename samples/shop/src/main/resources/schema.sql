create table product (
  sku varchar(32) primary key,
  name varchar(100) not null,
  price_cents bigint not null,
  stock int not null
);

create table customer (
  id bigint primary key,
  name varchar(100) not null,
  city varchar(100) not null
);

create table orders (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  sku varchar(32) not null references product,
  quantity int not null,
  total_cents bigint not null,
  status varchar(16) not null
);
