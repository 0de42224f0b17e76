insert into product (sku, name, price_cents, stock) values
  ('tea-assam', 'Assam tea, 250 g', 890, 400),
  ('tea-sencha', 'Sencha, 100 g', 1250, 300),
  ('pot-iron', 'Iron teapot', 6900, 30),
  ('cup-blue', 'Blue cup', 1490, 60),
  ('kettle', 'Kettle, 1 l', 4990, 25);

insert into customer (id, name, city) values
  (1, 'Ada', 'London'),
  (2, 'Grace', 'New York'),
  (3, 'Zoë', 'Zürich'),
  (4, 'Haruki', '京都'),
  (5, 'Ngozi', 'Lagos');
